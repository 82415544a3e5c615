import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import busboy from 'busboy';
import type { Context } from 'hono';
import type { AppEnv } from '../../app-env.ts';
import { MEDIA_BYTES_MAX } from '../../contract/index.ts';
import type { StoredStream } from '../../services/media/store-stream.ts';
import { storeStream } from '../../services/media/store-stream.ts';
import { JSON_BYTES_MAX } from '../validate.ts';
import { formFields } from './body.ts';
import { LegacyError } from './errors.ts';

export interface VideoForm {
  fields: Map<string, string | File>;
  /** The file part of that name, on its way into storage. `skipped`: it came, and nobody wanted it stored. */
  video: StoredStream | 'skipped' | undefined;
}

/** Reads a form whose file goes straight into storage, in pieces: a form of 4 GB must not be held in memory. */
export async function readVideoForm(c: Context<AppEnv>, wanted: boolean): Promise<VideoForm> {
  const type = c.req.header('content-type') ?? '';
  if (!/^multipart\/form-data\b/i.test(type)) return { fields: await formFields(c), video: undefined };
  if (!/boundary=/i.test(type)) throw new LegacyError(400, 'Missing boundary in multipart.');
  return parseForm(c, type, wanted);
}

const LIMITS = { fieldSize: JSON_BYTES_MAX, fields: 20, files: 5, parts: 25, headerPairs: 50 };

async function parseForm(c: Context<AppEnv>, type: string, wanted: boolean): Promise<VideoForm> {
  const { deps, actor } = c.var;
  const fields = new Map<string, string>();
  const bytesMax = Number(c.req.header('content-length') ?? MEDIA_BYTES_MAX);
  const parser = busboy({ headers: { 'content-type': type }, limits: LIMITS, defParamCharset: 'utf8' });
  let storing: Promise<StoredStream> | undefined;
  let skipped = false;
  parser.on('field', (name, value) => fields.set(name, value));
  parser.on('file', (name, stream, { filename }) => {
    if (name !== 'video') return stream.resume();
    if (storing || !wanted) {
      skipped = true;
      return stream.resume();
    }
    // Not destroyed when storing fails, so that the rest can still be read past.
    const chunks: AsyncIterable<Uint8Array> = stream.iterator({ destroyOnReturn: false });
    storing = storeStream(deps, actor, { name: filename ?? '', bytesMax, chunks });
    // What is not wanted any more is read to its end all the same, or the parser would wait for ever.
    storing.catch(() => stream.resume());
    return undefined;
  });
  const read = new Promise<void>((resolve, reject) => {
    parser.on('close', resolve);
    parser.on('error', reject);
    const body = c.req.raw.body;
    if (!body) return reject(new Error('no body'));
    const bytes = Readable.fromWeb(body as unknown as NodeReadableStream);
    bytes.on('error', reject);
    bytes.pipe(parser);
    return undefined;
  });
  try {
    await read;
  } catch (error) {
    deps.log.info('form not read', { error });
    await storing?.then((video) => video.abort()).catch(() => undefined); // it failed by the same break
    throw new LegacyError(400, 'Invalid multipart data.');
  }
  return { fields, video: (await storing) ?? (skipped ? 'skipped' : undefined) };
}
