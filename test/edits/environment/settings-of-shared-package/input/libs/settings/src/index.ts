import { z } from 'zod';

export const settings = z.object({ PORT: z.coerce.number(), QUEUE: z.string() }).parse(process.env);
