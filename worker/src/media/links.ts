/**
 * Addresses that are keys: whoever has one may send one part, or read one file, for about an hour, without any other
 * credential. They say nothing to people and are never logged.
 */
import { jwtVerify, SignJWT } from 'jose';
import type { AccountId, MediaId, SessionId, UploadId, UserId, WorkspaceId } from '../contract/ids.ts';

export const LINK_SECONDS = 60 * 60;
/** Links to files change four times an hour only, so that a page that loads its data again keeps its player running. */
const FILE_LINK_STEP_SECONDS = 15 * 60;
/** Pictures stand on every page: their links change less often, so that browsers keep them. */
const PICTURE_LINK_STEP_SECONDS = 4 * 60 * 60;

/** One part of one upload, with its exact length. */
export interface PartLink {
  workspaceId: WorkspaceId;
  uploadId: UploadId;
  number: number;
  bytes: number;
}
export interface FileLink {
  workspaceId: WorkspaceId;
  mediaId: MediaId;
}
export interface PosterLink extends FileLink {
  /** The picture's etag: another picture has another address, whatever a browser kept of the old one. */
  version: string;
}
export interface AvatarLink {
  workspaceId: WorkspaceId;
  accountId: AccountId;
  /** As above. */
  version: string;
}
/** What a token opens, or why it opens nothing. */
export type Opened<Link> = { ok: true; link: Link } | { ok: false; why: 'expired' | 'forged' };

type Kind = 'part' | 'file' | 'poster' | 'avatar' | 'export';
const keys = new Map<string, Promise<CryptoKey>>();

/** HKDF (RFC 5869): a key of its own for each kind of link, so that none passes for another, or for a session. */
function keyOf(secret: string, kind: Kind): Promise<CryptoKey> {
  const name = `${kind}:${secret}`;
  const known = keys.get(name);
  if (known) return known;
  const bytes = (text: string) => new TextEncoder().encode(text);
  const made = crypto.subtle
    .importKey('raw', bytes(secret), 'HKDF', false, ['deriveKey'])
    .then((base) =>
      crypto.subtle.deriveKey(
        { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: bytes(`tiktimer ${kind} link 1`) },
        base,
        { name: 'HMAC', hash: 'SHA-256', length: 256 },
        false,
        ['sign', 'verify'],
      ),
    );
  keys.set(name, made);
  return made;
}

/** `until` in milliseconds. */
export async function signPart(secret: string, link: PartLink, until: number): Promise<string> {
  const { workspaceId, uploadId, number, bytes } = link;
  return new SignJWT({ w: workspaceId, n: number, b: bytes })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(uploadId)
    .setExpirationTime(Math.floor(until / 1000))
    .sign(await keyOf(secret, 'part'));
}

export async function openPart(secret: string, token: string, now: number): Promise<Opened<PartLink>> {
  const claims = await verify(secret, 'part', token, now);
  if (typeof claims === 'string') return { ok: false, why: claims };
  const { w, sub, n, b } = claims as { w: WorkspaceId; sub: UploadId; n: number; b: number };
  return { ok: true, link: { workspaceId: w, uploadId: sub, number: n, bytes: b } };
}

/** The end of a link's life, the same for all that are signed within a step. */
const lastsUntil = (now: number, stepSeconds: number) =>
  Math.ceil(now / 1000 / stepSeconds) * stepSeconds + LINK_SECONDS;

export async function signFile(secret: string, link: FileLink, now: number): Promise<string> {
  return new SignJWT({ w: link.workspaceId })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(link.mediaId)
    .setExpirationTime(lastsUntil(now, FILE_LINK_STEP_SECONDS))
    .sign(await keyOf(secret, 'file'));
}

export async function openFile(secret: string, token: string, now: number): Promise<Opened<FileLink>> {
  const claims = await verify(secret, 'file', token, now);
  if (typeof claims === 'string') return { ok: false, why: claims };
  const { w, sub } = claims as { w: WorkspaceId; sub: MediaId };
  return { ok: true, link: { workspaceId: w, mediaId: sub } };
}

export const signPoster = (secret: string, link: PosterLink, now: number) =>
  signPicture(secret, 'poster', link.mediaId, link, now);

export async function openPoster(secret: string, token: string, now: number): Promise<Opened<PosterLink>> {
  const opened = await openPicture<MediaId>(secret, 'poster', token, now);
  return typeof opened === 'string'
    ? { ok: false, why: opened }
    : { ok: true, link: { ...opened.link, mediaId: opened.id } };
}

export const signAvatar = (secret: string, link: AvatarLink, now: number) =>
  signPicture(secret, 'avatar', link.accountId, link, now);

export async function openAvatar(secret: string, token: string, now: number): Promise<Opened<AvatarLink>> {
  const opened = await openPicture<AccountId>(secret, 'avatar', token, now);
  return typeof opened === 'string'
    ? { ok: false, why: opened }
    : { ok: true, link: { ...opened.link, accountId: opened.id } };
}

type OfPicture = { workspaceId: WorkspaceId; version: string };

const signPicture = async (secret: string, kind: Kind, id: string, link: OfPicture, now: number) =>
  new SignJWT({ w: link.workspaceId, v: link.version })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(id)
    .setExpirationTime(lastsUntil(now, PICTURE_LINK_STEP_SECONDS))
    .sign(await keyOf(secret, kind));

async function openPicture<Id>(secret: string, kind: Kind, token: string, now: number) {
  const claims = await verify(secret, kind, token, now);
  if (typeof claims === 'string') return claims;
  const { w, sub, v } = claims as { w: WorkspaceId; sub: Id; v: string };
  return { id: sub, link: { workspaceId: w, version: v } };
}

/** Everything a person has in a workspace, as one download. Worth nothing once the sign-in that asked for it has ended. */
export interface ExportLink {
  workspaceId: WorkspaceId;
  userId: UserId;
  /** Null: it was an access token of the legacy API, which lives as long as its version is the newest. */
  sessionId: SessionId | null;
  tokenVersion: number;
}

/** `until` in milliseconds. */
export async function signExport(secret: string, link: ExportLink, until: number): Promise<string> {
  return new SignJWT({ w: link.workspaceId, s: link.sessionId, v: link.tokenVersion })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(link.userId)
    .setExpirationTime(Math.floor(until / 1000))
    .sign(await keyOf(secret, 'export'));
}

export async function openExport(secret: string, token: string, now: number): Promise<Opened<ExportLink>> {
  const claims = await verify(secret, 'export', token, now);
  if (typeof claims === 'string') return { ok: false, why: claims };
  const { w, sub, s, v } = claims as { w: WorkspaceId; sub: UserId; s: SessionId | null; v: number };
  return { ok: true, link: { workspaceId: w, userId: sub, sessionId: s, tokenVersion: v } };
}

async function verify(secret: string, kind: Kind, token: string, now: number) {
  try {
    const options = { algorithms: ['HS256'], currentDate: new Date(now), requiredClaims: ['exp', 'sub'] };
    return (await jwtVerify(token, await keyOf(secret, kind), options)).payload;
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_JWT_EXPIRED' ? 'expired' : 'forged';
  }
}
