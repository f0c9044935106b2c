import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acme } from './fleet';
import { FleetApp } from 'cdk8s-fleet';

// Pulumi reads fleet.lock.json and never writes it: run `npx tsx lock.ts` in this folder when clusters come or go, and commit the lock. The manifests
// hold a text in place of the key, and nobody may apply or commit them: they go where they are forgotten.
const app = new FleetApp({ outdir: mkdtempSync(join(tmpdir(), 'acme-lock-')) });
acme(app, { diskKey: 'known only at deployment' });
app.synth();
