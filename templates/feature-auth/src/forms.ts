import { z } from 'zod';

const email = z.string().trim().toLowerCase().max(254).pipe(z.email('Enter an email address like ada@example.org'));
const currentPassword = z.string().max(200);
const newPassword = z.string().min(8, 'Choose at least 8 characters').max(200, 'Choose at most 200 characters');

export const signUpForm = z.object({ email, password: newPassword });
export const signInForm = z.object({ email, password: currentPassword });
export const passwordForm = z.object({ current: currentPassword, password: newPassword });

/** Validates a form. Returns its data if it is valid, else the problems by field. */
export function validate<T>(form: z.ZodType<T>, body: unknown) {
  const { data, error } = form.safeParse(body ?? {});
  const problems: Record<string, string[] | undefined> = error ? z.flattenError(error).fieldErrors : {};
  return { data, problems };
}
