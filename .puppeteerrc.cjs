/** The linked device uses the system's Chromium (CHROMIUM_PATH): an install downloads no browser. */
module.exports = { skipDownload: true };
