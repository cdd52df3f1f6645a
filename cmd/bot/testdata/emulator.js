// Starts the emulator on the port given, and ends with whoever started it.
const TelegramServer = require('telegram-test-api');

const server = new TelegramServer({ storeTimeout: 600, host: '127.0.0.1', port: Number(process.argv[2]) });
server.start().then(() => console.log('ready'));
process.stdin.on('end', () => process.exit(0)).resume();
