// TensorFlow 2.21 writes news to the terminal while its library is being loaded, before anything could ask it not to. Its
// logging asks this function what to pass over, and the loader finds the one in the binding first; so the level that
// TensorFlow's own variable names holds from the beginning.
#include <cstdlib>

#include "absl/base/log_severity.h"
#include "absl/log/globals.h"

namespace absl {
ABSL_NAMESPACE_BEGIN

LogSeverityAtLeast MinLogLevel() {
  const char* level = std::getenv("TF_CPP_MIN_LOG_LEVEL");
  return static_cast<LogSeverityAtLeast>(level == nullptr ? 0 : std::atoi(level));
}

ABSL_NAMESPACE_END
}  // namespace absl
