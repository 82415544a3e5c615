const ROWS = [1, 2, 3, 4, 5, 6, 7, 8];
const CELLS = Array.from({ length: 35 }, (_, index) => index);
const COVERS = CELLS.slice(0, 18);
const BAR = 'animate-pulse-soft rounded-sm bg-sunken';

type Shape = 'list' | 'month' | 'covers' | 'sheet';
const SHAPES: [path: RegExp, shape: Shape][] = [
  [/^\/calendar/, 'month'],
  [/^\/media/, 'covers'],
  [/^\/posts\/(new|[^/]+\/edit)$/, 'sheet'],
  [/^\/settings/, 'sheet'],
];

/** The page to come, in grey, in its own shape. */
export function Skeleton({ path }: { path: string }) {
  const shape = SHAPES.find(([matches]) => matches.test(path))?.[1] ?? 'list';
  return (
    <div>
      <h1 className="sr-only">
        <span role="status">Loading</span>
      </h1>
      <div aria-hidden="true">
        <div className="mb-5 flex h-11 items-center">
          <div className={`${BAR} h-6 w-44`} />
        </div>
        {shape === 'list' && <List />}
        {shape === 'month' && <Month />}
        {shape === 'covers' && <Covers />}
        {shape === 'sheet' && <Sheet />}
      </div>
    </div>
  );
}

const List = () => (
  <div className="flex flex-col">
    {ROWS.map((row) => (
      <div key={row} className="flex items-center gap-4 border-line border-b py-3">
        <div className={`${BAR} h-11 w-[30px] flex-none`} />
        <div className={`${BAR} h-3.5 w-2/5`} />
        <div className={`${BAR} ml-auto h-3.5 w-24 max-md:w-12`} />
      </div>
    ))}
  </div>
);

const Month = () => (
  <div className="grid grid-cols-7 gap-px overflow-hidden rounded-lg border border-line bg-line">
    {CELLS.map((cell) => (
      <div key={cell} className="h-20 bg-page p-2 md:h-32">
        <div className={`${BAR} h-3 w-4`} />
        {cell % 3 === 1 && <div className={`${BAR} mt-3 h-9 max-md:h-4`} />}
      </div>
    ))}
  </div>
);

const Covers = () => (
  <div className="grid grid-cols-3 gap-3 md:grid-cols-4 xl:grid-cols-6">
    {COVERS.map((cover) => (
      <div key={cover} className={`${BAR} aspect-[9/16] rounded-lg`} />
    ))}
  </div>
);

const Sheet = () => (
  <div className="max-w-[760px]">
    {ROWS.slice(0, 5).map((row) => (
      <div key={row} className="grid gap-3 border-line border-b py-6 md:grid-cols-[148px_minmax(0,1fr)]">
        <div className={`${BAR} h-4 w-24`} />
        <div className={`${BAR} h-11`} />
      </div>
    ))}
  </div>
);
