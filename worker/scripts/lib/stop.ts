/** Trouble the person at the terminal can mend: printed as one sentence, without a stack, then exit code 1. */
export class Stop extends Error {}

/** Runs a script's main function. Expected trouble ends it with its sentence, a bug with its stack; both exit non-zero. */
export async function run(main: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(isExpected(error) ? error.message : error);
    process.exitCode = 1;
  }
}

/** A sentence of ours, or of util.parseArgs about the words on the command line. */
const isExpected = (error: unknown): error is Error =>
  error instanceof Stop ||
  (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));

export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
