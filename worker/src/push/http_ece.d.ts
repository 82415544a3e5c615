/** What we use of http_ece 1.2: encrypted content encoding for HTTP (RFC 8188), with the keys of Web Push (RFC 8291). */
declare module 'http_ece' {
  import type { ECDH } from 'node:crypto';

  interface Parameters {
    version: 'aes128gcm';
    privateKey: ECDH;
    /** base64url */
    authSecret: string;
    /** The other side's public key, base64url; a reader finds it in the message. */
    dh?: string;
  }
  export function encrypt(text: Uint8Array, parameters: Parameters): Uint8Array<ArrayBuffer>;
  export function decrypt(message: Uint8Array, parameters: Parameters): Uint8Array<ArrayBuffer>;
}
