// A local registry for the given packages, to time installs without a network. Started by registry.ts.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const packages = JSON.parse(process.argv[2] ?? '[]');
const server = createServer((request, response) => {
  const found = packages.find(({ name }) => request.url === `/${name}` || request.url === `/${name}.tgz`);
  if (!found) return response.writeHead(404).end('{}');
  const tarball = readFileSync(found.file);
  if (request.url?.endsWith('.tgz')) return response.end(tarball);
  const { name, version } = found.manifest;
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  const dist = { tarball: `http://${request.headers.host}/${name}.tgz`, integrity };
  const text = JSON.stringify({
    name,
    'dist-tags': { latest: version },
    versions: { [version]: { ...found.manifest, dist } },
  });
  response.writeHead(200, { 'content-type': 'application/json' }).end(text);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
