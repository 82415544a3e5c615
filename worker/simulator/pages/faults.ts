import type { listFaults } from '../faults/faults.ts';
import { FAULT_ENDPOINTS, FAULT_KINDS } from '../faults/faults.ts';
import type { Settings } from '../settings.ts';
import { escapeHtml, page } from './layout.ts';

export function faultsPage(faults: ReturnType<typeof listFaults>, settings: Settings): string {
  return page(
    'Faults',
    `<main><h1>Faults to come</h1>
    <form method="post" action="/faults" class="card"><div class="fields">
      ${choice('endpoint', 'Call', [...FAULT_ENDPOINTS, 'any'])}
      ${choice('kind', 'Trouble', [...FAULT_KINDS])}
      ${field('nth', 'From the nth call', '1')} ${field('count', 'How often (0 = always)', '1')}
      ${field('latencyMs', 'Wait, ms', '0')} ${choice('at', 'Wait where', ['before', 'during', 'after'])}
      ${field('status', 'Status')} ${field('code', 'Error code')} ${field('chunk', 'Chunk (number or last)')}
      ${field('openId', 'Only this open_id')} ${field('publishId', 'Only this publish_id')}
      <label><input type="checkbox" name="effect" value="1"> the deed is done although the answer is spoiled</label>
    </div><div class="row"><button name="do" value="clear" class="quiet">Clear all</button>
      <button name="do" value="add">Add</button></div></form>
    <h2>Waiting</h2>${faults.length ? table(faults) : '<p class="dim">None: TikTok is in good shape.</p>'}
    <h2>Settings</h2><p class="dim">Changed by <code>POST /_control/settings</code>.</p>
    <pre class="card">${escapeHtml(JSON.stringify(settings, null, 2))}</pre></main>`,
  );
}

function table(faults: ReturnType<typeof listFaults>): string {
  const rows = faults.map(
    (fault) =>
      `<tr><td>${fault.endpoint}</td><td>${fault.kind}${fault.effect ? ' (deed done)' : ''}</td>
       <td>${fault.seen} seen, ${fault.hits}${fault.count ? ` of ${fault.count}` : ''} struck</td>
       <td><code>${escapeHtml(JSON.stringify(fault))}</code></td></tr>`,
  );
  return `<table><tr><th>Call</th><th>Trouble</th><th>So far</th><th>Whole</th></tr>${rows.join('')}</table>`;
}

const choice = (name: string, label: string, values: string[]) =>
  `<label>${label}<select name="${name}">${values.map((value) => `<option>${value}</option>`).join('')}</select></label>`;
const field = (name: string, label: string, value = '') =>
  `<label>${label}<input name="${name}" value="${value}"></label>`;

/** Empty fields were not filled in; digits are numbers. */
export function faultFromForm(form: URLSearchParams): Record<string, unknown> {
  const texts = ['endpoint', 'kind', 'at', 'code', 'openId', 'publishId'];
  const numbers = ['nth', 'count', 'latencyMs', 'status'];
  const fault: Record<string, unknown> = { effect: form.has('effect') };
  for (const name of texts) if (form.get(name)) fault[name] = form.get(name);
  for (const name of numbers) if (form.get(name)) fault[name] = Number(form.get(name));
  const chunk = form.get('chunk');
  if (chunk) fault.chunk = chunk === 'last' ? 'last' : Number(chunk);
  return fault;
}
