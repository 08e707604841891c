#include "faults/faulty_disk.hpp"

#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <new>
#include <sstream>

namespace lilac::faults {

using Operation = FaultyDisk::Operation;

struct FaultyDisk::System {
  enum class Mode : std::uint8_t { sound, failing, full, cut };

  sqlite3_vfs vfs{};
  sqlite3_vfs* real = nullptr;
  Mode mode = Mode::sound;
  std::int64_t first = 1;
  std::int64_t last = 0;
  std::int64_t operations = 0;
  std::int64_t failures = 0;
  bool power = true;
  std::map<std::string, DiskImage> images;  ///< by path, of files that outlive a connection

  bool counts(Operation operation) const {
    switch (mode) {
      case Mode::sound:
      case Mode::failing:
        return true;
      case Mode::full:
        return operation == Operation::write;
      case Mode::cut:
        return operation != Operation::read;
    }
    return true;
  }

  /// Counts it; what it answers when it is not to be done, else SQLITE_OK.
  int fault_of(Operation operation) {
    if (!power) return error_of(operation);
    if (!counts(operation)) return SQLITE_OK;
    if (++operations < first || operations > last) return SQLITE_OK;
    ++failures;
    if (mode == Mode::cut) power = false;
    return mode == Mode::full ? SQLITE_FULL : error_of(operation);
  }

  static int error_of(Operation operation) {
    switch (operation) {
      case Operation::read:
        return SQLITE_IOERR_READ;
      case Operation::write:
        return SQLITE_IOERR_WRITE;
      case Operation::sync:
        return SQLITE_IOERR_FSYNC;
      case Operation::truncate:
        return SQLITE_IOERR_TRUNCATE;
      case Operation::remove:
        return SQLITE_IOERR_DELETE;
    }
    return SQLITE_IOERR;
  }

  void begin(Mode now, std::int64_t from, std::int64_t to) {
    mode = now;
    first = from;
    last = to;
    operations = 0;
    failures = 0;
  }
};

namespace {

using System = FaultyDisk::System;

std::string content_of(std::string const& path) {
  std::ifstream file{path, std::ios::binary};
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

/// An open file; the real one's follows in the same memory.
struct File {
  sqlite3_file base;
  System* system;
  DiskImage* image;      ///< null of a temporary file
  bool syncs_directory;  ///< with its first sync, as SQLite does with every journal and log that it makes
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
static_assert(sizeof(File) % alignof(sqlite3_int64) == 0);

File& file_of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
sqlite3_file* real_of(sqlite3_file* file) { return file_of(file).real(); }
sqlite3_io_methods const& real_methods(sqlite3_file* file) { return *real_of(file)->pMethods; }
System& system_of(sqlite3_vfs* vfs) { return *static_cast<System*>(vfs->pAppData); }

// --- One file
// -----------------------------------------------------------------------------------------------------------

int close(sqlite3_file* file) { return real_methods(file).xClose(real_of(file)); }

int read(sqlite3_file* file, void* out, int size, sqlite3_int64 at) {
  if (auto const fault = file_of(file).system->fault_of(Operation::read); fault != SQLITE_OK) return fault;
  return real_methods(file).xRead(real_of(file), out, size, at);
}

int write(sqlite3_file* file, void const* bytes, int size, sqlite3_int64 at) {
  auto& self = file_of(file);
  auto const had_power = self.system->power;
  auto const fault = self.system->fault_of(Operation::write);
  // The write during which the power goes may reach the disk in part.
  auto const reaches_disk = fault == SQLITE_OK || (had_power && !self.system->power);
  if (self.image != nullptr && reaches_disk) {
    self.image->write(at, {static_cast<char const*>(bytes), static_cast<std::size_t>(size)});
  }
  if (fault != SQLITE_OK) return fault;
  return real_methods(file).xWrite(real_of(file), bytes, size, at);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  auto& self = file_of(file);
  if (auto const fault = self.system->fault_of(Operation::truncate); fault != SQLITE_OK) return fault;
  if (self.image != nullptr) self.image->truncate(size);
  return real_methods(file).xTruncate(real_of(file), size);
}

int sync(sqlite3_file* file, int) {
  auto& self = file_of(file);
  if (auto const fault = self.system->fault_of(Operation::sync); fault != SQLITE_OK) return fault;
  if (self.image != nullptr) self.image->sync();
  if (self.syncs_directory) {
    for (auto& [path, image] : self.system->images) image.sync_name();
    self.syncs_directory = false;
  }
  return SQLITE_OK;
}

int size_of(sqlite3_file* file, sqlite3_int64* size) { return real_methods(file).xFileSize(real_of(file), size); }
int lock(sqlite3_file* file, int level) { return real_methods(file).xLock(real_of(file), level); }
int unlock(sqlite3_file* file, int level) { return real_methods(file).xUnlock(real_of(file), level); }
int is_reserved(sqlite3_file* file, int* out) { return real_methods(file).xCheckReservedLock(real_of(file), out); }
int control(sqlite3_file* file, int operation, void* argument) {
  return real_methods(file).xFileControl(real_of(file), operation, argument);
}
int sector_size(sqlite3_file* file) { return real_methods(file).xSectorSize(real_of(file)); }
int characteristics(sqlite3_file* file) { return real_methods(file).xDeviceCharacteristics(real_of(file)); }
int map_shared(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
  return real_methods(file).xShmMap(real_of(file), page, size, extend, out);
}
int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
  return real_methods(file).xShmLock(real_of(file), offset, count, flags);
}
void fence_shared(sqlite3_file* file) { real_methods(file).xShmBarrier(real_of(file)); }
int unmap_shared(sqlite3_file* file, int removes) { return real_methods(file).xShmUnmap(real_of(file), removes); }

// Version 2: files are not mapped into memory, so that every access passes here.
constexpr sqlite3_io_methods methods{2,
                                     &close,
                                     &read,
                                     &write,
                                     &truncate,
                                     &sync,
                                     &size_of,
                                     &lock,
                                     &unlock,
                                     &is_reserved,
                                     &control,
                                     &sector_size,
                                     &characteristics,
                                     &map_shared,
                                     &lock_shared,
                                     &fence_shared,
                                     &unmap_shared,
                                     nullptr,
                                     nullptr};

// --- The file system
// ----------------------------------------------------------------------------------------------------

int open(sqlite3_vfs* vfs, char const* path, sqlite3_file* out, int flags, int* out_flags) {
  auto& system = system_of(vfs);
  auto& file = *::new (static_cast<void*>(out)) File{{nullptr}, &system, nullptr, false};
  if (!system.power) return SQLITE_CANTOPEN;
  auto const existed = path != nullptr && std::filesystem::exists(path);
  auto const opened = system.real->xOpen(system.real, path, file.real(), flags, out_flags);
  if (opened != SQLITE_OK) return opened;
  file.base.pMethods = &methods;
  if (path == nullptr || (flags & SQLITE_OPEN_DELETEONCLOSE) != 0) return SQLITE_OK;
  file.image = &system.images.try_emplace(path, existed ? DiskImage{content_of(path)} : DiskImage{}).first->second;
  if (!existed) {
    file.image->create();
    file.syncs_directory = (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
  }
  return SQLITE_OK;
}

int remove(sqlite3_vfs* vfs, char const* path, int is_synced) {
  auto& system = system_of(vfs);
  if (auto const fault = system.fault_of(Operation::remove); fault != SQLITE_OK) return fault;
  auto const removed = system.real->xDelete(system.real, path, 0);
  auto const image = system.images.find(path);
  if (removed == SQLITE_OK && image != system.images.end()) {
    image->second.remove();
    if (is_synced != 0) image->second.sync();
  }
  return removed;
}

}  // namespace

FaultyDisk::FaultyDisk() : system_(std::make_unique<System>()) {
  auto& system = *system_;
  system.real = sqlite3_vfs_find(nullptr);
  system.vfs = *system.real;  // what is not replaced is the real one's own
  system.vfs.iVersion = 1;
  system.vfs.szOsFile = static_cast<int>(sizeof(File)) + system.real->szOsFile;
  system.vfs.pNext = nullptr;
  system.vfs.zName = "faulty";
  system.vfs.pAppData = &system;
  system.vfs.xOpen = &open;
  system.vfs.xDelete = &remove;
  sqlite3_vfs_register(&system.vfs, 1);
}

FaultyDisk::~FaultyDisk() {
  sqlite3_vfs_unregister(&system_->vfs);
  sqlite3_vfs_register(system_->real, 1);
}

void FaultyDisk::fail_from(std::int64_t first, std::int64_t last) {
  system_->begin(System::Mode::failing, first, last);
}
void FaultyDisk::be_full_from(std::int64_t first, std::int64_t last) {
  system_->begin(System::Mode::full, first, last);
}
void FaultyDisk::cut_power_at(std::int64_t change) { system_->begin(System::Mode::cut, change, change); }
void FaultyDisk::heal() { system_->last = 0; }

std::int64_t FaultyDisk::failures() const { return system_->failures; }
bool FaultyDisk::has_power() const { return system_->power; }

void FaultyDisk::lose_unsynced(Survives survives, std::uint64_t seed) {
  std::mt19937_64 chance{seed};
  for (auto const& [path, image] : system_->images) {
    auto const content = image.after_power_loss(survives, chance);
    std::filesystem::remove(path);
    if (content) std::ofstream{path, std::ios::binary} << *content;
  }
  system_->images.clear();
}

}  // namespace lilac::faults
