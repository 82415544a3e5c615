/**
 * Headers of a page that shows everybody the same: the browser may keep it for five minutes. Not longer and nobody else:
 * its scripts carry a nonce, and what it shows depends on the cookies (signed in, theme).
 */
export const publicPage = () => ({ 'cache-control': 'private, max-age=300', vary: 'Cookie' });
