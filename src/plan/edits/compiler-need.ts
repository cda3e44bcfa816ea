/** Options of tsconfig.json that the types of mongodb need. */
export interface CompilerNeed {
  /** As in tsconfig.json: `"types": ["node"]`. */
  setting: string;
  /** The entries of `paths` in it, for a file that has some. */
  paths?: string;
  /** It can be added without changing what the other options mean. */
  addable: boolean;
  /** The sentence for when it is added. */
  done: string;
  /** Why, as a sentence. */
  reason: string;
  /** The codes of the notes: it is added, or left to the user. */
  codes: [added: string, left: string];
  why: string;
}
