import 'dotenv/config';
import { z } from 'zod';

export const variables = z.object({ GLAZE: z.string(), PORT: z.coerce.number().default(3000) }).parse(process.env);
