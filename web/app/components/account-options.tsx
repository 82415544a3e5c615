/** The choices of a filter by account. */
export function AccountOptions({ accounts }: { accounts: { id: string; nickname: string }[] }) {
  return (
    <>
      <option value="">{accounts.length === 2 ? 'Both accounts' : 'All accounts'}</option>
      {accounts.map(({ id, nickname }) => (
        <option key={id} value={id}>
          {nickname}
        </option>
      ))}
    </>
  );
}
