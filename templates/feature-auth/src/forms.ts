import { z } from 'zod';

const email = z.string().trim().toLowerCase().max(254).pipe(z.email('Enter an email address like ada@example.org'));
const known = z.string().max(200);
const chosen = z.string().min(8, 'Choose at least 8 characters').max(200, 'Choose at most 200 characters');

export const signUpForm = z.object({ email, password: chosen });
export const signInForm = z.object({ email, password: known });
export const passwordForm = z.object({ current: known, password: chosen });

/** What a form says when it is filled in well, else the problems of each field. */
export function read<T>(form: z.ZodType<T>, body: unknown) {
  const { data, error } = form.safeParse(body ?? {});
  const problems: Record<string, string[] | undefined> = error ? z.flattenError(error).fieldErrors : {};
  return { data, problems };
}
