// Types of whosaid.js. The result's are written from the Go structs of package
// whosaid.example/analysis when the site is made.

/** An article; date is ISO 8601. */
export interface Article {
  text: string;
  name?: string;
  outlet?: string;
  date?: string;
}

export interface Options {
  /** Aborting rejects with a DOMException named AbortError. */
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

/** The build of the module; its engine is of the same. */
export const version: string;

/** Analyses a text, or several articles as one story, in the shared worker. Offsets count UTF-16 code units. */
export function analyze(input: string | Article | Article[], options?: Options): Promise<Result>;

/** A worker of its own. */
export class Whosaid {
  /** base is the address of the folder that holds worker.js. */
  constructor(options?: { base?: string });
  analyze(input: string | Article | Article[], options?: Options): Promise<Result>;
  /** Ends the worker; what is under way is rejected with an AbortError. */
  close(): void;
}
