/** The only file that names the CEL engine: the package is ESM only, so `scripts/bundle-cel.js` puts its code here when the library is built. */
export { Environment, Optional } from '@marcbachmann/cel-js';
