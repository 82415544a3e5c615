/** TikTok tells an account's name after it is connected; while it is silent, the place of the name is not left empty. */
export const withName = <A extends { nickname: string; username: string }>(account: A): A => ({
  ...account,
  nickname: account.nickname || 'Name not known yet',
  username: account.username || '…',
});
