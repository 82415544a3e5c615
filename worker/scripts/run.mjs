// Starts one of the scripts beside it, once it is sure that they can run. Plain JavaScript, because an old Node can't read TypeScript.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NODE_MIN = [22, 18]; // the first Node that runs TypeScript without a flag
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const name = process.argv[2];
const root = new URL('../../', import.meta.url);

const trouble = () => {
  if (!existsSync(new URL('node_modules/miniflare/package.json', root)))
    return 'The packages are not installed yet. Run `npm ci` first.';
  if (major < NODE_MIN[0] || (major === NODE_MIN[0] && minor < NODE_MIN[1]))
    return `This needs Node ${NODE_MIN.join('.')} or newer and found ${process.versions.node}. Start it through npm (\`npm start\`, \`npm run …\`): on Linux and Windows npm brings its own Node.`;
};

const sentence = trouble();
if (sentence) {
  console.error(sentence);
  process.exit(1);
}
process.argv.splice(1, 2, name); // what follows the name is the script's own
process.chdir(fileURLToPath(root));
await import(new URL(`./${name}.ts`, import.meta.url).href);
