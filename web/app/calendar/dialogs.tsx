import type { Wall } from '../lib/wall.ts';
import { DayMenu, TileMenu } from './menus.tsx';
import { MoveDialog } from './move-dialog.tsx';
import type { Plan } from './moves.ts';
import { QuickCreate } from './quick-create.tsx';
import type { Piece, Tile } from './tile.ts';

/** Which dialog is open. Dialogs come with a chunk of their own: none is needed for the first paint. */
export type Opened =
  | { kind: 'day'; day: string; anchor?: DOMRect | undefined }
  | { kind: 'menu'; piece: Piece; anchor?: DOMRect | undefined }
  | { kind: 'move'; piece: Piece; wall: Wall }
  | { kind: 'new'; wall: Wall; anchor?: DOMRect | undefined };

export interface DialogsProps {
  opened: Opened;
  tiles: Tile[];
  drafts: Piece[];
  accounts: { id: string; nickname: string }[];
  account: string;
  plan: Plan;
  home: string;
  usual: string;
  open: (next: Opened | null) => void;
  /** Does what the creator decided in the dialog. */
  onMove: (piece: Piece, at: number) => void;
}

export default function Dialogs(props: DialogsProps) {
  const { opened } = props;
  switch (opened.kind) {
    case 'day':
      return <DayMenu {...props} day={opened.day} anchor={opened.anchor} />;
    case 'menu':
      return <TileMenu {...props} piece={opened.piece} anchor={opened.anchor} />;
    case 'move':
      return <MoveDialog {...props} piece={opened.piece} wall={opened.wall} />;
    case 'new':
      return <QuickCreate {...props} wall={opened.wall} anchor={opened.anchor} />;
  }
}
