// The public API as a reviewer sees it: compares etc/api.md with the built declarations, or rewrites it with --write.
const fs = require('node:fs');
const path = require('node:path');
const { Extractor, ExtractorConfig } = require('@microsoft/api-extractor');

const root = path.join(__dirname, '..');
const committed = path.join(root, 'etc', 'api.md');

const config = ExtractorConfig.loadFileAndPrepare(path.join(root, 'api-extractor.json'));
const result = Extractor.invoke(config, {
  localBuild: true,
  messageCallback: message => {
    // Its own comparison is with a file of the build folder.
    if (message.messageId.startsWith('console-')) message.handled = true;
  },
});
if (result.errorCount > 0) {
  process.exit(1);
}
const report = fs.readFileSync(config.reportFilePath, 'utf8');

if (process.argv.includes('--write')) {
  fs.mkdirSync(path.dirname(committed), { recursive: true });
  fs.writeFileSync(committed, report);
  console.log('wrote etc/api.md');
} else {
  const before = fs.existsSync(committed) ? fs.readFileSync(committed, 'utf8').replace(/\r\n/g, '\n') : '';
  if (before !== report) {
    console.error(difference(before.split('\n'), report.split('\n')));
    console.error('the public API differs from etc/api.md; if that is meant, run `npm run api` and commit the file');
    process.exitCode = 1;
  }
}

/** Lines that only one of the two reports has, a few of them. */
function difference(before, after) {
  const gone = before.filter(line => !after.includes(line)).map(line => `- ${line}`);
  const added = after.filter(line => !before.includes(line)).map(line => `+ ${line}`);
  return [...gone, ...added].slice(0, 40).join('\n');
}
