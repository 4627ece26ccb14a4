import { Router } from "express";
import { nanoid } from "nanoid";
import { canManage, requireStaff } from "../auth";
import { deleteObject, getDownloadUrl, getObjectSize, getUploadUrl } from "../files";
import { storage } from "../storage";

const router = Router();

router.get("/", requireStaff, async (req, res) => {
  try {
    const communityId = String(req.query.communityId || req.staff!.communityId || "");
    if (!canManage(req.staff, communityId)) {
      return res.status(403).json({ message: "Accès refusé" });
    }
    const uploads = await storage.getUploads(communityId);
    const result = await Promise.all(
      uploads.map(async (upload) => ({ ...upload, url: await getDownloadUrl(upload.objectKey) })),
    );
    res.json(result);
  } catch (error) {
    console.error("uploads:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.post("/", requireStaff, async (req, res) => {
  try {
    const { communityId, fileName, contentType } = req.body;
    if (!canManage(req.staff, communityId)) {
      return res.status(403).json({ message: "Accès refusé" });
    }
    const extension = String(fileName || "fichier")
      .split(".")
      .pop();
    const objectKey = `${communityId}/${nanoid()}.${extension}`;
    const upload = await storage.createUpload({
      communityId,
      uploadedBy: req.staff!.id,
      objectKey,
      contentType: contentType || "application/octet-stream",
    });
    const uploadUrl = await getUploadUrl(objectKey, upload.contentType);
    res.status(201).json({ upload, uploadUrl });
  } catch (error) {
    console.error("create upload:", error);
    res.status(500).json({ message: "Envoi impossible" });
  }
});

router.post("/:id/complete", requireStaff, async (req, res) => {
  try {
    const upload = await storage.getUpload(req.params.id);
    if (!upload) {
      return res.status(404).json({ message: "Fichier introuvable" });
    }
    const sizeBytes = await getObjectSize(upload.objectKey);
    const updated = await storage.updateUpload(upload.id, { status: "ready", sizeBytes });
    res.json({ ...updated, url: await getDownloadUrl(upload.objectKey) });
  } catch (error) {
    console.error("complete upload:", error);
    res.status(502).json({ message: "Le fichier n'a pas été reçu" });
  }
});

router.delete("/:id", requireStaff, async (req, res) => {
  try {
    const upload = await storage.getUpload(req.params.id);
    if (!upload || !canManage(req.staff, upload.communityId)) {
      return res.status(404).json({ message: "Fichier introuvable" });
    }
    await deleteObject(upload.objectKey);
    await storage.deleteUpload(upload.id);
    res.json({ ok: true });
  } catch (error) {
    console.error("delete upload:", error);
    res.status(500).json({ message: "Suppression impossible" });
  }
});

export default router;
