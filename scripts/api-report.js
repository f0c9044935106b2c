// The public API as a reviewer sees it: compares its reports in etc/ with the built declarations, or rewrites them with --write.
const fs = require('node:fs');
const path = require('node:path');
const { Extractor, ExtractorConfig } = require('@microsoft/api-extractor');

const root = path.join(__dirname, '..');
/** A report for each entry point: configuration, and the committed file. */
const REPORTS = [['api-extractor.json', 'api.md'], ['api-extractor.pulumi.json', 'api-pulumi.md']];

REPORTS.forEach(([configuration, file]) => check(reportOf(configuration), file));

function reportOf(configuration) {
  const config = ExtractorConfig.loadFileAndPrepare(path.join(root, configuration));
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
  return fs.readFileSync(config.reportFilePath, 'utf8');
}

function check(report, file) {
  const committed = path.join(root, 'etc', file);
  if (process.argv.includes('--write')) {
    fs.mkdirSync(path.dirname(committed), { recursive: true });
    fs.writeFileSync(committed, report);
    console.log(`wrote etc/${file}`);
    return;
  }
  const before = fs.existsSync(committed) ? fs.readFileSync(committed, 'utf8').replace(/\r\n/g, '\n') : '';
  if (before !== report) {
    console.error(difference(before.split('\n'), report.split('\n')));
    console.error(`the public API differs from etc/${file}; if that is meant, run \`npm run api\` and commit the file`);
    process.exitCode = 1;
  }
}

/** Lines that only one of the two reports has, a few of them. */
function difference(before, after) {
  const gone = before.filter(line => !after.includes(line)).map(line => `- ${line}`);
  const added = after.filter(line => !before.includes(line)).map(line => `+ ${line}`);
  return [...gone, ...added].slice(0, 40).join('\n');
}
