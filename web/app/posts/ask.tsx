import type { Post } from '@tiktimer/worker/contract';
import type { MoveBy } from './move.ts';
import { CancelQuestion, DeleteQuestion, MoveQuestion } from './questions.tsx';

export interface Asked {
  ask: 'move' | 'cancel' | 'delete';
  posts: Post[];
}

/** What is asked before a deed to posts. Loaded when the first question comes up. */
export default function Ask({
  question: { ask, posts },
  zone,
  onMove,
  onCancel,
  onDelete,
  onClose,
}: {
  question: Asked;
  zone: string;
  onMove: (by: MoveBy) => void;
  onCancel: () => void;
  onDelete: () => void;
  onClose: () => void;
}) {
  switch (ask) {
    case 'move':
      return <MoveQuestion posts={posts} zone={zone} onClose={onClose} onMove={onMove} />;
    case 'cancel':
      return <CancelQuestion posts={posts} onClose={onClose} onYes={onCancel} />;
    case 'delete':
      return <DeleteQuestion posts={posts} onClose={onClose} onYes={onDelete} />;
  }
}
