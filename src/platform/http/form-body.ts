export interface FormBody {
  /** Of the form as it was shown; see answer-once.ts. */
  readonly requestKey: string | null;
  readonly fields: Readonly<Record<string, string | string[]>>;
  readonly files: ReadonlyMap<string, File>;
}
