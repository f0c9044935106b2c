import { readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { Lock } from '../../../lib/fleet/lock';
import { exclusively } from '../../../lib/fleet/lock/exclusive';

/** A program for the tests in which several processes write: `commit <file> <owner> <first> <count>` or `count <file> <times>`. */
const [mode, file, ...rest] = process.argv.slice(2);

if (mode === 'commit') {
  const [owner, first, count] = [rest[0], Number(rest[1]), Number(rest[2])];
  const lock = Lock.file(file);
  for (let i = first; i < first + count; i++) {
    lock.commit('acme', lock.read('acme'), [{ owner, fact: `n/${i}`, value: `${i}` }]);
    writeSync(1, `${i}\n`);
  }
} else {
  for (let i = 0; i < Number(rest[0]); i++) {
    exclusively(file, scratch => {
      const before = Number(readFileSync(file, 'utf8'));
      writeFileSync(scratch, `${before + 1}`);
      renameSync(scratch, file);
    });
  }
}
