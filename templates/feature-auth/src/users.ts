import { type Collection, type MongoClient, ObjectId } from 'mongodb';
import { promiseWithDeadline, retryUntilSuccess } from './deadline.js';
import { hashPassword, isPassword, type PasswordHash } from './passwords.js';

interface StoredUser {
  _id: ObjectId;
  email: string;
  password: PasswordHash;
  createdAt: Date;
  disabledAt?: Date;
}

const ACTIVE = { disabledAt: { $exists: false } };

/** The people who may sign in. What leaves this file holds no password hash. */
export class Users {
  readonly #users: Promise<Collection<StoredUser>>;
  readonly #checked = new WeakMap<Express.User, string>(); // the hash that a password was right for

  constructor(client: Promise<MongoClient>) {
    this.#users = client.then((connected) => connected.db().collection('users'));
    const createIndex = async () => (await this.#users).createIndex({ email: 1 }, { unique: true });
    void retryUntilSuccess('Creating the user index', 60_000, createIndex);
  }

  /** Null when the address is taken. */
  async create(email: string, password: string): Promise<Express.User | null> {
    const user = { password: await hashPassword(password), createdAt: new Date() };
    const write = (users: Collection<StoredUser>) =>
      users.updateOne({ email }, { $setOnInsert: user }, { upsert: true });
    const { upsertedId } = await this.#ask(write);
    return upsertedId && { id: String(upsertedId), email };
  }

  /** Null when there is no such user, and when the password is wrong. */
  async withPassword(email: string, password: string): Promise<Express.User | null> {
    const user = await this.#ask((users) => users.findOne({ email, ...ACTIVE }));
    const isRight = await isPassword(password, user?.password);
    if (!user || !isRight) return null;
    const found = { id: String(user._id), email };
    this.#checked.set(found, user.password.hash);
    return found;
  }

  /** Whether the password that somebody was found with is still the one. */
  async isUpToDate(user: Express.User): Promise<boolean> {
    const filter = { _id: new ObjectId(user.id), 'password.hash': this.#checked.get(user), ...ACTIVE };
    return (await this.#ask((users) => users.findOne(filter))) !== null;
  }

  async withId(id: string): Promise<Express.User | null> {
    const user = await this.#ask((users) => users.findOne({ _id: new ObjectId(id), ...ACTIVE }));
    return user && { id, email: user.email };
  }

  async changePassword(id: string, password: string): Promise<void> {
    const change = { $set: { password: await hashPassword(password) } };
    await this.#ask((users) => users.updateOne({ _id: new ObjectId(id) }, change));
  }

  async idOf(email: string): Promise<string | null> {
    const user = await this.#ask((users) => users.findOne({ email }));
    return user && String(user._id);
  }

  /** Who is disabled is signed out by the next request, and cannot sign in. */
  async disable(id: string): Promise<void> {
    await this.#ask((users) => users.updateOne({ _id: new ObjectId(id) }, { $set: { disabledAt: new Date() } }));
  }

  #ask<T>(query: (users: Collection<StoredUser>) => Promise<T>): Promise<T> {
    return promiseWithDeadline(this.#users.then(query));
  }
}
