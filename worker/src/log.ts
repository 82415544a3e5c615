/** One JSON line an event. Tokens, addresses that are capabilities, captions and e-mails stay out: pass ids and codes. */
export interface Log {
  info(event: string, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  error(event: string, fields?: Fields): void;
}
export type Fields = Record<string, string | number | boolean | null | undefined | Error | unknown>;

/** Of a failed query only its cause: the query's own words hold its values. */
const reasonOf = (error: Error): Error =>
  error.name === 'DrizzleQueryError' || error.message.startsWith('Failed query')
    ? error.cause instanceof Error
      ? error.cause
      : new Error('A query failed.')
    : error;

/** What is logged of an error nobody expected: all that can be said without the values of a query. */
export const unexpected = (error: unknown): Fields => ({
  error,
  stack: error instanceof Error ? reasonOf(error).stack : undefined,
});

const line = (level: string, event: string, fields: Fields = {}) => {
  const plain = Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      value instanceof Error ? `${reasonOf(value).name}: ${reasonOf(value).message}` : value,
    ]),
  );
  return JSON.stringify({ level, event, ...plain });
};

export const consoleLog: Log = {
  info: (event, fields) => console.log(line('info', event, fields)),
  warn: (event, fields) => console.warn(line('warn', event, fields)),
  error: (event, fields) => console.error(line('error', event, fields)),
};
