/** `npm run bench -- <name> [--json]`: prints Markdown, or one JSON object. */

import { run, Stop } from '../scripts/lib/stop.ts';
import { http } from './http.ts';
import { lateness } from './lateness.ts';
import { memory } from './memory.ts';
import { setting, toMarkdown } from './report.ts';
import { calendar } from './web/calendar.ts';
import { web } from './web/web.ts';

const BENCHES = { lateness, memory, http, web, calendar };

await run(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const bench = BENCHES[name as keyof typeof BENCHES];
  if (!bench)
    throw new Stop(`Say which: ${Object.keys(BENCHES).join(', ')}. For example: npm run bench -- http`);
  const report = await bench(args.filter((arg) => arg !== '--json'));
  const where = setting(process.argv.slice(2));
  console.log(args.includes('--json') ? JSON.stringify({ ...report, ...where }) : toMarkdown(report, where));
  return 0;
});
