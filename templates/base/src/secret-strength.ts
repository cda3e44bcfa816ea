import { z } from 'zod';

const isPlaceholder = (text: string) => /^(secret|change-?me|keyboard cat|your-secret-here)$/i.test(text);
// Random text rarely contains the same three characters twice; repeated words do.
const hasVariety = (text: string) => new Set(Array.from(text, (_, at) => text.slice(at, at + 3))).size >= 24;

/** Accepts only strong secrets. Each message continues the name of the setting. */
export const secret = z.string().trim()
  .refine((text) => !isPlaceholder(text), { error: 'is a well-known placeholder', abort: true })
  .min(32, { error: 'is shorter than 32 characters', abort: true })
  .refine(hasVariety, 'is repetitive: it must be random');
