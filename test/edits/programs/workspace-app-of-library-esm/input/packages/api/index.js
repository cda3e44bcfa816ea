import { createApp } from '@acme/http';

createApp().listen(3000);
