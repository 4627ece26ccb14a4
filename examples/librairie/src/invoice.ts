import PDFDocument from "pdfkit";

interface Invoiced {
  id: number;
  createdAt: Date;
  totalCents: number;
  customer: { name: string; email: string };
  lines: { quantity: number; priceCents: number; book: { title: string } }[];
}

const euros = (cents: number) => `${(cents / 100).toFixed(2).replace(".", ",")} €`;

export function invoice(order: Invoiced): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const document = new PDFDocument({ size: "A4", margin: 50 });
    const parts: Buffer[] = [];
    document.on("data", (part: Buffer) => parts.push(part));
    document.on("end", () => resolve(Buffer.concat(parts)));
    document.on("error", reject);

    document.fontSize(20).text("Facture", { align: "right" });
    document.fontSize(11).text(`Commande n° ${order.id} du ${order.createdAt.toLocaleDateString("fr-FR")}`);
    document.text(order.customer.name).text(order.customer.email).moveDown(2);
    for (const line of order.lines) {
      document.text(`${line.quantity} × ${line.book.title}`, { continued: true });
      document.text(euros(line.quantity * line.priceCents), { align: "right" });
    }
    document
      .moveDown()
      .fontSize(13)
      .text(`Total : ${euros(order.totalCents)}`, { align: "right" });
    document.end();
  });
}
