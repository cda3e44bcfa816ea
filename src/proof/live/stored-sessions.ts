import type { MongoClient } from 'mongodb';

export interface TtlIndex {
  field: string;
  seconds: number;
}

/** The collections of the scratch database, read with the project's own driver. */
export class StoredSessions {
  readonly #client: MongoClient;

  constructor(client: MongoClient) {
    this.#client = client;
  }

  /** The number of documents by collection. */
  async counts(): Promise<Map<string, number>> {
    const collections = await this.#client.db().listCollections().toArray();
    const names = collections.map(({ name }) => name).filter((name) => !name.startsWith('system.'));
    const count = async (name: string): Promise<[string, number]> => [
      name,
      await this.#client.db().collection(name).countDocuments(),
    ];
    return new Map(await Promise.all(names.map(count)));
  }

  /** The fields with a date in the newest document. */
  async dateFields(collection: string): Promise<string[]> {
    const [document] = await this.#client.db().collection(collection).find().sort({ $natural: -1 }).limit(1).toArray();
    return Object.entries(document ?? {}).flatMap(([field, value]) => (value instanceof Date ? field : []));
  }

  async ttlIndexes(collection: string): Promise<TtlIndex[]> {
    const indexes = await this.#client.db().collection(collection).indexes();
    return indexes.flatMap(({ key, expireAfterSeconds }) =>
      expireAfterSeconds === undefined ? [] : { field: Object.keys(key)[0] ?? '', seconds: Number(expireAfterSeconds) },
    );
  }

  async drop(): Promise<void> {
    await this.#client.db().dropDatabase();
  }

  close(): Promise<void> {
    return this.#client.close(true);
  }
}
