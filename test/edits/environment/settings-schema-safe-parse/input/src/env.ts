import { z } from 'zod';

try {
  process.loadEnvFile();
} catch {
  // The variables are set already.
}

const schema = z.object({
  PORT: z.coerce.number().default(3000),
  HIVES: z.string().min(1),
});

const checked = schema.safeParse(process.env);

if (!checked.success) {
  console.error(checked.error.issues);
  process.exit(1);
}

export const env = checked.data;
