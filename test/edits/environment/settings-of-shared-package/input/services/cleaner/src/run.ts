import { settings } from '@depot/settings';

console.log(settings.QUEUE);
