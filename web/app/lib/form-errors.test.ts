import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { attention, formErrors } from './form-errors.ts';

describe('a form that was refused', () => {
  it('says what is wrong beside each field, and how many need attention', () => {
    const errors = formErrors({
      detail: 'email: This address is taken.',
      issues: [
        { path: 'email', message: 'This address is taken.' },
        { path: 'password', message: 'A password has 12 characters or more.' },
      ],
    });
    assert.equal(errors.fields.email, 'This address is taken.');
    assert.equal(errors.whole, null);
    assert.equal(attention(errors), '2 fields need attention.');
  });

  it('says one sentence when no field is to blame', () => {
    const errors = formErrors({ detail: 'Your password was changed meanwhile.', issues: [] });
    assert.equal(errors.whole, 'Your password was changed meanwhile.');
    assert.equal(attention(errors), '');
  });
});
