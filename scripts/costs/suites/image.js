// @ts-check
// QR codes, images, PDF, spreadsheets.
import ExcelJS from 'exceljs';
import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';
import sharp from 'sharp';
import { members } from '../sample.js';

const LINK = 'https://example.org/carte/3f2a9c14-7b1e-4d52-9c61-000000000001';

/** @param {() => Promise<unknown>} work */
function sequential(work) {
  return async (/** @type {number} */ times) => {
    for (let index = 0; index < times; index++) await work();
  };
}

function invoice() {
  return new Promise((done) => {
    const document = new PDFDocument();
    let bytes = 0;
    document.on('data', (chunk) => {
      bytes += chunk.length;
    });
    document.on('end', () => done(bytes));
    document.fontSize(18).text('Facture').fontSize(11);
    for (const one of members(20)) document.text(`${one.firstName} ${one.lastName}  ${one.points} €`);
    document.end();
  });
}

/** @param {number} rows */
async function sheet(rows) {
  const workbook = new ExcelJS.Workbook();
  const worksheet = workbook.addWorksheet('Membres');
  worksheet.addRows(members(rows).map((one) => Object.values(one)));
  return workbook.xlsx.writeBuffer();
}

export async function open() {
  const photo = await sharp({
    create: {
      width: 2000,
      height: 1500,
      channels: 3,
      background: '#846',
      noise: { type: 'gaussian', mean: 128, sigma: 20 },
    },
  })
    .jpeg()
    .toBuffer();
  return {
    cases: [
      { id: 'qr-data-url', run: sequential(() => QRCode.toDataURL(LINK)) },
      { id: 'qr-data-url-300', run: sequential(() => QRCode.toDataURL(LINK, { width: 300 })) },
      { id: 'qr-buffer', run: sequential(() => QRCode.toBuffer(LINK)) },
      { id: 'qr-svg', run: sequential(() => QRCode.toString(LINK, { type: 'svg' })) },
      { id: 'sharp-resize', run: sequential(() => sharp(photo).resize(400).jpeg().toBuffer()) },
      { id: 'pdf-page', run: sequential(invoice) },
      { id: 'xlsx-10', run: sequential(() => sheet(10)) },
      { id: 'xlsx-510', run: sequential(() => sheet(510)) },
    ],
  };
}
