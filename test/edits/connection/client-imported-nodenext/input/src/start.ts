import { http } from './http.js';
import { storage } from './storage/mongo.js';

await storage.connect();
http.listen(3000);
