import fs from 'node:fs';
import dotenv from 'dotenv';

function fileOfStage(stage) {
  return ['.env.' + stage, '.env.live'].find((name) => fs.existsSync(name));
}

const path = fileOfStage(process.env.STAGE);
if (path) dotenv.config({ path });
