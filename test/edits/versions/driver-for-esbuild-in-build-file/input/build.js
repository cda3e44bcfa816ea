require('esbuild').build({ entryPoints: ['src/index.js'], bundle: true, platform: 'node', outfile: 'dist/index.js' });
