/** The fields of posts as the old API checked them (legacy-api.md 2, 4). */
import type { OldFields } from '../../services/posts/legacy/change.ts';
import { assertStorable } from './body.ts';
import type { ValidationItem } from './errors.ts';
import { assertNoItems, missing, notAString } from './errors.ts';
import { readTime } from './times.ts';

const INT_MAX = 2 ** 31 - 1;

/** The number in the path, or the item that says why it is none. Numbers that no post can have are as good as missing posts. */
export function numberInPath(text: string): { number: number; item?: undefined } | { item: ValidationItem } {
  if (/^-?\d+$/.test(text)) {
    const number = Number(text);
    return { number: number >= 1 && number <= INT_MAX ? number : 0 };
  }
  const msg = 'Input should be a valid integer, unable to parse string as an integer';
  return { item: { type: 'int_parsing', loc: ['path', 'post_id'], msg, input: text } };
}

const loc = (name: string) => ['body', name];
const textItem = (name: string, value: unknown) =>
  typeof value === 'string' ? undefined : notAString(loc(name), value);

/** All of them; the default platform is the old one's. */
export function readNewPost(body: Record<string, unknown>): OldFields {
  const { content, scheduled_time: time, platform } = body;
  const read = readTime(time, loc('scheduled_time'));
  assertNoItems([
    content === undefined ? missing(loc('content'), body) : textItem('content', content),
    time === undefined ? missing(loc('scheduled_time'), body) : read.item,
    platform === undefined || platform === null ? undefined : textItem('platform', platform),
  ]);
  const fields = { content, platform: platform ?? 'twitter', scheduledTime: 'at' in read ? read.at : 0 };
  return storable(fields as OldFields);
}

/** Absent or null means unchanged. The items come back, since those of the path stand before them. */
export function readChange(body: Record<string, unknown>): {
  change: Partial<OldFields>;
  items: (ValidationItem | undefined)[];
} {
  const { content, scheduled_time: time, platform } = body;
  const given = (value: unknown) => value !== undefined && value !== null;
  const read = given(time) ? readTime(time, loc('scheduled_time')) : undefined;
  const items = [
    given(content) ? textItem('content', content) : undefined,
    read?.item,
    given(platform) ? textItem('platform', platform) : undefined,
  ];
  const change = {
    ...(given(content) && { content }),
    ...(given(platform) && { platform }),
    ...(read && 'at' in read && { scheduledTime: read.at }),
  };
  return { change: change as Partial<OldFields>, items };
}

/** In a form an empty field counts as missing; what is missing is answered with `null`. */
export function readFormPost(fields: Map<string, string | File>, hasVideo: boolean): OldFields {
  const [content, time, video] = ['content', 'scheduled_time', 'video'].map((name) => fields.get(name));
  const read = readTime(time, loc('scheduled_time'));
  const videoItem = video === undefined || video === '' ? missing(loc('video'), null) : notAFile(video);
  assertNoItems([
    content === undefined || content === '' ? missing(loc('content'), null) : textItem('content', content),
    time === undefined || time === '' ? missing(loc('scheduled_time'), null) : read.item,
    hasVideo ? undefined : videoItem,
  ]);
  const fieldsOf = { content, platform: 'tiktok', scheduledTime: 'at' in read ? read.at : 0 };
  return storable(fieldsOf as OldFields);
}

const notAFile = (value: unknown): ValidationItem => ({
  type: 'value_error',
  loc: loc('video'),
  msg: "Value error, Expected UploadFile, received: <class 'str'>",
  input: typeof value === 'string' ? value : null,
  ctx: { error: {} },
});

export function storable<Fields extends Partial<OldFields>>(fields: Fields): Fields {
  if (fields.content !== undefined) assertStorable('content', fields.content);
  if (fields.platform !== undefined) assertStorable('platform', fields.platform);
  return fields;
}
