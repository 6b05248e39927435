/** How far something has come, in whatever it counts. */
export type ShowProgress = (progress: { readonly done: number; readonly of: number }) => void;
