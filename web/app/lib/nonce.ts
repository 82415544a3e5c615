import { createContext, useContext } from 'react';

/** The nonce of this answer's scripts. Empty in the browser, which hides nonces from scripts anyway. */
export const NonceContext = createContext('');
export const useNonce = () => useContext(NonceContext);
