import "dotenv/config";
import { MongoStore } from "connect-mongo";
import { MongoClient } from "mongodb";

export class MemStorage {
  sessionStore = MongoStore.create({
    client: new MongoClient(process.env.MONGODB_URI as string),
    autoRemove: "interval"
  });
  private users = new Map<number, string>();

  getUser(id: number) {
    return this.users.get(id);
  }
}

export const storage = new MemStorage();
