export interface Settings {
  port: string;
  database: string;
}
