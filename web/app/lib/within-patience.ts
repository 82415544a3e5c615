/** How long a page waits for TikTok before it is shown without its answer: people think it broken after that. */
const PATIENCE_MS = 3_000;

/** The answer, or what stands in for it when it takes longer than a page may wait. A failure in time is thrown. */
export async function withinPatience<T, Late>(
  answer: Promise<T>,
  late: Late,
  ms: number = PATIENCE_MS,
): Promise<T | Late> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<Late>((resolve) => {
    timer = setTimeout(() => resolve(late), ms);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
