import { useRevalidator } from '@remix-run/react';
import type { Upload } from '@tiktimer/worker/contract';
import { useRef, useState } from 'react';
import { Button } from '../components/button.tsx';
import { FieldError } from '../components/text-field.tsx';
import { TickRail } from '../components/tick-rail.tsx';
import { bytes } from '../lib/format.ts';
import { forgetUpload, UploadRefused } from '../upload/door.ts';
import { isSameFile } from '../upload/same-file.ts';

const MARKS = 40;

/** An upload that stopped with its page. The browser forgot the file, so it is chosen again; only what is missing is sent. */
export function Unfinished({ upload, onFile }: { upload: Upload; onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const { revalidate } = useRevalidator();
  const held = upload.parts.reduce((sum, part) => sum + part.bytes, 0);
  const take = (file: File) => {
    const same = isSameFile(file, upload);
    setTrouble(same ? null : `That is another file. Choose ${upload.name} again.`);
    if (same) onFile(file);
  };
  const forget = async () => {
    try {
      await forgetUpload(upload.id);
      revalidate();
    } catch (error) {
      setTrouble(error instanceof UploadRefused ? error.message : 'No connection.');
    }
  };
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-[10px] border border-line bg-surface px-4 py-3">
      <div className="min-w-52 flex-1">
        <p className="truncate font-medium">{upload.name}</p>
        <p className="tabular mb-1.5 text-soft text-sm">
          Stopped at {bytes(held)} of {bytes(upload.bytes)}
        </p>
        <span className="flex">
          <TickRail
            kind="progressbar"
            total={MARKS}
            filled={Math.floor((held / upload.bytes) * MARKS)}
            label={`Upload of ${upload.name}`}
            valueText={`${Math.floor((held / upload.bytes) * 100)} percent`}
          />
        </span>
        {trouble && <FieldError>{trouble}</FieldError>}
      </div>
      <div className="flex gap-2">
        <Button type="button" onClick={() => input.current?.click()}>
          Continue
        </Button>
        <Button type="button" variant="quiet" onClick={forget}>
          Remove
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) take(file);
        }}
      />
    </li>
  );
}
