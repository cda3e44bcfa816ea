import 'dotenv/config';
import { createEnv } from '@t3-oss/env-core';
import { z } from 'zod';

export const env = createEnv({
  server: {
    MONGO_URI: z.string().url(),
  },
  runtimeEnv: process.env,
});
