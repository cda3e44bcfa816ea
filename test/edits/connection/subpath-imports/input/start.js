import app from '#web/app.js';
import { open } from '#db';

await open();
app.listen(3000);
