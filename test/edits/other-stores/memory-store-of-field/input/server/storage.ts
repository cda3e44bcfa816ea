import session from "express-session";
import createMemoryStore from "memorystore";

const MemoryStore = createMemoryStore(session);

export class MemStorage {
  sessionStore = new MemoryStore({ checkPeriod: 86400000 });
  private users = new Map<number, string>();

  getUser(id: number) {
    return this.users.get(id);
  }
}

export const storage = new MemStorage();
