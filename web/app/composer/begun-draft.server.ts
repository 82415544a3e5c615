import { CreatePost } from '@tiktimer/worker/contract';
import * as z from 'zod';

/** A draft whose making was begun: under its key the same words make one draft, however often they are sent. */
export const BegunDraft = z.strictObject({ key: z.string().min(1).max(64), content: CreatePost });
