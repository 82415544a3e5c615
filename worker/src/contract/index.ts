export * from './account.ts';
export * from './api-key.ts';
export * from './identity.ts';
export * from './ids.ts';
export * from './media.ts';
export * from './notice.ts';
export * from './post.ts';
export * from './problem.ts';
